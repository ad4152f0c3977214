/** What the rules behind alerts say, in a sentence. One that is not here is told by its name alone. */
const EXPLANATIONS = {
  SPIKE: 'Far more came than usually does.',
  DROP: 'Far less came than usually does.',
  SILENCE: 'A stream that had traffic has none.',
  LEDGER_MISMATCH: 'What was read is not all accounted for.',
  CONFLICTING_DUPLICATES: 'Ids came again with other contents; each was counted once, as it came first.',
  UNFOUNDED_CANCELLATIONS: 'Cancellations came of what was never counted, or of more than is left of it.',
  HIGH_PAYMENTS_FROM_THREE_PLACES: 'One user made three high payments within five minutes from three places.',
  PRICE_SPIKE: 'The price rose far more than it usually does.',
  PRICE_DROP: 'The price fell far more than it usually does.',
  VIDEO_FROZEN: 'The same picture comes again and again.',
  VIDEO_BLACK: 'The picture is black.',
  VIDEO_SILENT: 'No frames come from this source any more.',
};

/** @type {(kind: string) => string} empty when there is nothing to say */
export const explanationOf = (kind) => EXPLANATIONS[kind] ?? '';
