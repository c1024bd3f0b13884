{{- define "demo.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- define "demo.pullSecrets" -}}
{{- if .Values.global.pullSecret -}}{{ .Values.global.pullSecret }}{{- end -}}
{{- end -}}
