{{- define "common.image" -}}{{ .name }}:{{ .tag }}{{- end -}}
