{{- define "infra-integration.name" -}}
{{ .Chart.Name }}
{{- end -}}
{{- define "infra-integration.pullSecrets" -}}
{{ .Values.global.pullSecret }}
{{- end -}}
