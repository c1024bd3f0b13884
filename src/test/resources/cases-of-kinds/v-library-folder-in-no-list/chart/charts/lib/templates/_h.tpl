{{- define "lib.name" -}}old{{- end -}}
