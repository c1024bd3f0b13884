{{- define "img" -}}{{- $e := index .root.Values.images (printf "eric-enm-models-%s" .name) -}}r/{{ $e.name }}:{{ $e.tag }}{{- end -}}
