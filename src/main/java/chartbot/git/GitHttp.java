package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.error.PrintableText;
import chartbot.error.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * JGit's HTTP with bounds: no redirect is followed, refused credentials are not sent again, answers
 * end in time and size, and a status that is no success is an {@link HttpAnswer}.
 *
 * @param origin the only scheme, host and port that are asked
 * @param gate empty: requests carry no password
 */
record GitHttp(URI origin, Optional<LoginGate> gate, GitLimits limits)
    implements HttpConnectionFactory {

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    if (!isOfOrigin(url)) {
      throw bound(
          EnvironmentException.permanent(
              "refused to connect to " + url + ": the Git server is " + origin,
              "set gerrit.git-url to the address at which Git is served",
              null));
    }
    return new Connection(new Opened(), url, proxy == null ? Proxy.NO_PROXY : proxy);
  }

  private boolean isOfOrigin(URL url) throws MalformedURLException {
    URL own = origin.toURL();
    return own.getProtocol().equalsIgnoreCase(url.getProtocol())
        && own.getHost().equalsIgnoreCase(url.getHost())
        && port(own) == port(url);
  }

  private static int port(URL url) {
    return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
  }

  /** Keeps hold of the connection of which JGit's class does not show the error page. */
  private static final class Opened extends URLStreamHandler {

    @Nullable HttpURLConnection connection;

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      return openConnection(url, Proxy.NO_PROXY);
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      connection = (HttpURLConnection) new URL(url.toExternalForm()).openConnection(proxy);
      connection.setInstanceFollowRedirects(false);
      return connection;
    }
  }

  private final class Connection extends JDKHttpConnection {

    private static final String ENCODING = "Content-Encoding";
    private static final Pattern TITLE = Pattern.compile("(?is)<title>(.*?)</title>");
    private static final int LONGEST_WORDS = 300;

    private final Opened opened;
    private final long end = System.nanoTime() + limits.whole().toNanos();
    private GitRequest request = new GitRequest(OutputStream.nullOutputStream());
    private int status;

    Connection(Opened opened, URL url, Proxy proxy) throws IOException {
      super(new URL(null, url.toExternalForm(), opened), proxy);
      this.opened = opened;
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {}

    @Override
    public int getResponseCode() throws IOException {
      if (status == 0) {
        status = respond();
        check();
      }
      return status;
    }

    private int respond() throws IOException {
      HttpURLConnection http = connection();
      CompletableFuture<Void> deadline =
          CompletableFuture.runAsync(
              http::disconnect,
              CompletableFuture.delayedExecutor(limits.whole().toMillis(), TimeUnit.MILLISECONDS));
      try {
        return gate.isPresent()
            ? gate.get().send("Git", super::getResponseCode)
            : super.getResponseCode();
      } catch (LoginGate.ClosedException e) {
        throw new HttpAnswer(
            getURL().toString(), false, 401, String.valueOf(e.getMessage()), Optional.empty());
      } finally {
        deadline.cancel(false);
      }
    }

    private void check() throws IOException {
      if (status >= 300 && status < 400) {
        String location = super.getHeaderField("Location");
        throw bound(
            EnvironmentException.permanent(
                getURL()
                    + " redirects to "
                    + (location == null ? "nowhere" : PrintableText.line(location))
                    + " ("
                    + status
                    + ")",
                "credentials are not sent elsewhere: set gerrit.url or gerrit.git-url to the final"
                    + " address; it may also be a login page or a proxy",
                null));
      }
      if (status >= 400) {
        throw new HttpAnswer(
            getURL().toString(),
            getRequestMethod().equals("POST"),
            status,
            words(),
            RetryAfter.parse(super.getHeaderField("Retry-After")));
      }
    }

    /** What the server says: text, the title of a page, or the status' own name. */
    private String words() throws IOException {
      String reason = getResponseMessage() == null ? "" : PrintableText.line(getResponseMessage());
      try (InputStream error = connection().getErrorStream()) {
        String text =
            error == null ? "" : new String(error.readNBytes(4 * LONGEST_WORDS), UTF_8).strip();
        Matcher title = TITLE.matcher(text);
        String words = title.find() ? title.group(1) : text.contains("<") ? "" : text;
        words = PrintableText.line(words.replaceAll("\\s+", " ").strip());
        words = words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "..." : words;
        return words.isEmpty() ? reason : reason + ": " + words;
      } catch (IOException e) {
        return reason;
      }
    }

    private HttpURLConnection connection() {
      if (opened.connection == null) {
        throw new IllegalStateException("not opened");
      }
      return opened.connection;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      request = new GitRequest(super.getOutputStream());
      return request;
    }

    /** Unpacked here, so that the limits are of what comes out. */
    @Override
    public @Nullable String getHeaderField(String name) {
      return name.equalsIgnoreCase(ENCODING) ? null : super.getHeaderField(name);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream in = super.getInputStream();
      boolean packed = "gzip".equalsIgnoreCase(super.getHeaderField(ENCODING));
      return new BoundedInput(
          packed ? new GZIPInputStream(in) : in, getURL().toString(), limits, request, end);
    }
  }

  private static TransportException bound(EnvironmentException fault) {
    return new TransportException(fault.message(), fault);
  }
}
