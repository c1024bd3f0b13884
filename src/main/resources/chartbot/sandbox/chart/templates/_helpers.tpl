{{/* vim: set filetype=mustache: */}}

{{/*
The name of the chart, cut to what a label may hold.
*/}}
{{- define "infra-integration.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/*
The name and version of the chart as a label.
*/}}
{{- define "infra-integration.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/*
The secret for the registry: this chart's own, else the one for all charts, else none.
*/}}
{{- define "infra-integration.pullSecrets" -}}
{{- if .Values.imageCredentials.pullSecret -}}
{{- print .Values.imageCredentials.pullSecret -}}
{{- else if .Values.global.pullSecret -}}
{{- print .Values.global.pullSecret -}}
{{- end -}}
{{- end -}}

{{/*
Labels of every object.
*/}}
{{- define "infra-integration.labels" -}}
app: {{ template "infra-integration.name" . }}
chart: {{ template "infra-integration.chart" . }}
release: {{ .Release.Name | quote }}
heritage: {{ .Release.Service | quote }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
Product annotations of every object.
*/}}
{{- define "infra-integration.annotations" -}}
{{- with .Values.annotations }}
{{- toYaml . }}
{{- end }}
{{- end -}}
