{{- define "job" }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .name }}-hook
  annotations:
    helm.sh/hook: post-install
    helm.sh/hook-weight: {{ .weight | quote }}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: run
        image: {{ .root.Values.global.registry.url }}/{{ (get .root.Values.images .name).name }}:{{ (get .root.Values.images .name).tag }}
{{- end }}
