package dev.unthrottle.diagnosis.store;

import java.time.Instant;

/**
 * A diagnosis that is to be made.
 *
 * @param id its name
 * @param request what was asked, kept until it ends: it may hold a payload
 * @param created when it was asked
 * @param expires when everything about it is forgotten
 */
public record NewDiagnosis(String id, Packed request, Instant created, Instant expires) {

  /** The most that a request may take, packed, for the reason of {@link Ending#LARGEST}. */
  public static final int LARGEST_REQUEST = Ending.LARGEST;
}
