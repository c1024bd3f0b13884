package chartbot.gerrit;

import com.urswolfer.gerrit.client.rest.http.HttpRequestExecutor;
import java.io.IOException;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for all requests, so that connections are used again; the Gerrit client would
 * build a new one for each, and wait for an answer without end.
 */
final class SharedHttpClient extends HttpRequestExecutor {

  private static final int CONNECT_MILLIS = 30_000;
  private static final int ANSWER_MILLIS = 120_000;

  private @Nullable CloseableHttpClient client;

  @Override
  public HttpResponse execute(
      HttpClientBuilder builder, HttpRequestBase method, HttpContext context) throws IOException {
    method.setConfig(
        RequestConfig.copy(method.getConfig())
            .setConnectTimeout(CONNECT_MILLIS)
            .setSocketTimeout(ANSWER_MILLIS)
            .build());
    return client(builder).execute(method, context);
  }

  private synchronized CloseableHttpClient client(HttpClientBuilder builder) {
    if (client == null) {
      client = builder.build();
    }
    return client;
  }
}
