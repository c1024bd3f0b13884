package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.image.Digest;
import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pushes small images as docker and cosign do, request by request. */
public final class ImagePush {

  private final HttpClient client;
  private final URI registry;
  private final Optional<String> authorization;

  ImagePush(HttpClient client, URI registry, Optional<String> authorization) {
    this.client = client;
    this.registry = registry;
    this.authorization = authorization;
  }

  public static ImagePush to(URI registry) {
    return new ImagePush(HttpClient.newHttpClient(), registry, Optional.empty());
  }

  public static ImagePush to(URI registry, String username, String password) {
    String basic = RegistryLogin.password(username, password).basic();
    return new ImagePush(HttpClient.newHttpClient(), registry, Optional.of(basic));
  }

  /** One image for Linux whose builder gave it those labels. */
  public Digest image(String repository, String tag, Map<String, String> labels)
      throws IOException, InterruptedException {
    return manifest(repository, tag, Manifest.OCI, imageManifest(repository, labels));
  }

  /** As an older Docker pushes it. */
  Digest dockerImage(String repository, String tag, Map<String, String> labels)
      throws IOException, InterruptedException {
    return manifest(
        repository,
        tag,
        Manifest.DOCKER,
        imageManifest(repository, labels).replace(Manifest.OCI, Manifest.DOCKER));
  }

  /** One tag for two platforms; the second is Linux on amd64 and has the labels. */
  Digest index(String repository, String tag, Map<String, String> labels)
      throws IOException, InterruptedException {
    Digest arm = image(repository, tag + "-arm64", Map.of());
    Digest amd = image(repository, tag + "-amd64", labels);
    String json =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[
         {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"arm64"}},
         {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"amd64"}}]}\
        """
            .formatted(
                Manifest.OCI_INDEX,
                Manifest.OCI,
                arm,
                imageManifest(repository, Map.of()).length(),
                Manifest.OCI,
                amd,
                imageManifest(repository, labels).length());
    return manifest(repository, tag, Manifest.OCI_INDEX, json);
  }

  /** A signature as {@code cosign sign --key} stores it: under a tag that the digest names. */
  public void signature(String repository, Digest image, byte[] payload, String base64)
      throws IOException, InterruptedException {
    String tag = image.algorithm() + "-" + image.hex() + ".sig";
    manifest(repository, tag, Manifest.OCI, signatureManifest(repository, payload, base64));
  }

  String signatureManifest(String repository, byte[] payload, String base64)
      throws IOException, InterruptedException {
    Digest config = blob(repository, "{}".getBytes(UTF_8));
    Digest layer = blob(repository, payload);
    return new Gson()
        .toJson(
            Map.of(
                "schemaVersion",
                2,
                "mediaType",
                Manifest.OCI,
                "config",
                Map.of(
                    "mediaType",
                    "application/vnd.oci.image.config.v1+json",
                    "digest",
                    config.text(),
                    "size",
                    2),
                "layers",
                List.of(
                    Map.of(
                        "mediaType",
                        "application/vnd.dev.cosign.simplesigning.v1+json",
                        "digest",
                        layer.text(),
                        "size",
                        payload.length,
                        "annotations",
                        Map.of("dev.cosignproject.cosign/signature", base64)))));
  }

  private String imageManifest(String repository, Map<String, String> labels)
      throws IOException, InterruptedException {
    byte[] layerBytes = "no files".getBytes(UTF_8);
    Digest layer = blob(repository, layerBytes);
    byte[] configBytes =
        new Gson()
            .toJson(
                Map.of(
                    "os",
                    "linux",
                    "created",
                    "2026-11-30T20:00:00Z",
                    "config",
                    Map.of("Labels", new java.util.TreeMap<>(labels))))
            .getBytes(UTF_8);
    Digest config = blob(repository, configBytes);
    return """
    {"schemaVersion":2,"mediaType":"%s",
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
     "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}\
    """
        .formatted(Manifest.OCI, config, configBytes.length, layer, layerBytes.length);
  }

  private Digest blob(String repository, byte[] bytes) throws IOException, InterruptedException {
    Digest digest = Digest.of(bytes);
    HttpResponse<String> begun =
        send("POST", registry.resolve("/v2/" + repository + "/blobs/uploads/"), "", new byte[0]);
    URI upload = registry.resolve(begun.headers().firstValue("Location").orElseThrow());
    String joint = upload.getRawQuery() == null ? "?" : "&";
    send("PUT", URI.create(upload + joint + "digest=" + digest), "application/octet-stream", bytes);
    return digest;
  }

  private Digest manifest(String repository, String tag, String type, String json)
      throws IOException, InterruptedException {
    byte[] bytes = json.getBytes(UTF_8);
    send("PUT", registry.resolve("/v2/" + repository + "/manifests/" + tag), type, bytes);
    return Digest.of(bytes);
  }

  private HttpResponse<String> send(String method, URI url, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(method + " " + url + ": " + response + " " + response.body());
    }
    return response;
  }
}
