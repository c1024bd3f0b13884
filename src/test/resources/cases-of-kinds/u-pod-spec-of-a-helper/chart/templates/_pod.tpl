{{- define "pod" }}
restartPolicy: Never
initContainers:
- name: init
  image: {{ .root.Values.global.registry.url }}/{{ .root.Values.images.repoPath }}/{{ index .root.Values.images "eric-enm-models-old" "name" }}:{{ index .root.Values.images "eric-enm-models-old" "tag" }}
containers:
- name: run
  image: r/x:1
  {{- with .extra }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
