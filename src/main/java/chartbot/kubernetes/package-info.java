/**
 * The schema of Kubernetes' own kinds.
 *
 * <p>The choice: until now objects were read into the model classes of Kubernetes' Java client.
 * Those know one version only, stop at the first wrong field, let a number pass for a string, and
 * come as a jar of 8 MB with code to talk to a cluster. JSON Schema validators on Maven Central
 * bring Jackson and a schema of several megabytes per version. What is needed of the published
 * OpenAPI description (Apache License 2.0) is little: which fields a type has, which it requires,
 * of which type each is, since which version. {@code schema.json} holds just that for Kubernetes
 * 1.26 to 1.36, and {@link chartbot.kubernetes.KubernetesSchema} walks over it. SchemaFromModels,
 * among the tests, generates it from the client's models.
 */
@NullMarked
package chartbot.kubernetes;

import org.jspecify.annotations.NullMarked;
