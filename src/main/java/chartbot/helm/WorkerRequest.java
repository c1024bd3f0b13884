package chartbot.helm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the worker is asked to render.
 *
 * @param chart path of the chart's folder, relative to the worker's working folder
 * @param values paths of further values files
 */
record WorkerRequest(String chart, List<String> values, String kubeVersion) {

  WorkerRequest {
    values = List.copyOf(values);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(chart);
    out.writeUTF(kubeVersion);
    out.writeInt(values.size());
    for (String file : values) {
      out.writeUTF(file);
    }
    out.flush();
  }

  static WorkerRequest read(DataInputStream in) throws IOException {
    String chart = in.readUTF();
    String kubeVersion = in.readUTF();
    List<String> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(in.readUTF());
    }
    return new WorkerRequest(chart, values, kubeVersion);
  }
}
