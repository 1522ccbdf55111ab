package dev.unthrottle.aws;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/** The shared configuration files don't have the profile that was chosen. */
final class NoSuchProfileException extends SdkClientException {

  private static final long serialVersionUID = 1;

  private NoSuchProfileException(Builder builder) {
    super(builder);
  }

  /**
   * Returns {@code name} if there is such a profile in the files as they are now.
   *
   * @throws NoSuchProfileException if there is none; the message says where it isn't
   */
  static String require(String name) {
    if (ProfileFile.defaultProfileFile().profile(name).isPresent()) {
      return name;
    }
    throw new NoSuchProfileException(
        SdkClientException.builder()
            .message(
                "there is no profile %s in %s or %s"
                    .formatted(
                        name,
                        ProfileFileLocation.configurationFilePath(),
                        ProfileFileLocation.credentialsFilePath())));
  }
}
