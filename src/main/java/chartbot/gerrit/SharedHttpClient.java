package chartbot.gerrit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.urswolfer.gerrit.client.rest.http.HttpRequestExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.conn.util.PublicSuffixMatcher;
import org.apache.http.impl.auth.BasicScheme;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for all requests, so that connections are used again; the Gerrit client would
 * build a new one for each, and wait for an answer without end.
 */
final class SharedHttpClient extends HttpRequestExecutor implements AutoCloseable {

  private static final int CONNECT_MILLIS = 30_000;
  private static final int ANSWER_MILLIS = 120_000;

  /** Where the Gerrit client keeps how it shows its credentials. */
  private static final String SCHEME = "preemptive-auth";

  private @Nullable CloseableHttpClient client;

  @Override
  public HttpResponse execute(
      HttpClientBuilder builder, HttpRequestBase method, HttpContext context) throws IOException {
    method.setConfig(
        RequestConfig.copy(method.getConfig())
            .setConnectTimeout(CONNECT_MILLIS)
            .setSocketTimeout(ANSWER_MILLIS)
            .build());
    if (context.getAttribute(SCHEME) != null) {
      context.setAttribute(SCHEME, new BasicScheme(UTF_8)); // the client's own knows only ASCII
    }
    return client(builder).execute(method, context);
  }

  private synchronized CloseableHttpClient client(HttpClientBuilder builder) {
    if (client == null) {
      client =
          builder
              .setUserAgent("chartbot") // the default is read from a file
              .setConnectionManager(new PoolingHttpClientConnectionManager(schemes()))
              // Only cookies need the list of public suffixes, and reading it takes long.
              .setPublicSuffixMatcher(new PublicSuffixMatcher(List.of(), List.of()))
              .build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    try {
      if (client != null) {
        client.close();
      }
    } catch (IOException e) {
      // Every answer has been read: nothing is lost with a connection that does not end well.
      return;
    }
  }

  private static Registry<ConnectionSocketFactory> schemes() {
    return RegistryBuilder.<ConnectionSocketFactory>create()
        .register("http", PlainConnectionSocketFactory.getSocketFactory())
        .register("https", new TlsWhenAsked())
        .build();
  }

  /** TLS from the first connection that needs it: reading the trust store takes long. */
  private static final class TlsWhenAsked implements LayeredConnectionSocketFactory {

    @Override
    public Socket createSocket(HttpContext context) throws IOException {
      return tls().createSocket(context);
    }

    @Override
    public Socket connectSocket(
        int timeoutMillis,
        Socket socket,
        HttpHost host,
        InetSocketAddress remote,
        @Nullable InetSocketAddress local,
        HttpContext context)
        throws IOException {
      return tls().connectSocket(timeoutMillis, socket, host, remote, local, context);
    }

    @Override
    public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
        throws IOException {
      return tls().createLayeredSocket(socket, target, port, context);
    }

    private static LayeredConnectionSocketFactory tls() {
      return Tls.FACTORY;
    }

    private static final class Tls {
      static final LayeredConnectionSocketFactory FACTORY =
          SSLConnectionSocketFactory.getSystemSocketFactory();
    }
  }
}
