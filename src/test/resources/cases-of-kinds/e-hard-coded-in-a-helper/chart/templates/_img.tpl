{{- define "svc.image" -}}registry.example/proj/eric-enm-models-svc:1.0.0-1{{- end -}}
