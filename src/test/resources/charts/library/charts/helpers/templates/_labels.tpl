{{- define "helpers.labels" -}}
made-by: {{ .Release.Service }}
{{- end }}
