/** What the rules behind alerts say, in a sentence. One that is not here is told by its name alone. */
const EXPLANATIONS = {
  SPIKE: 'Far more came than usually does.',
  DROP: 'Far less came than usually does.',
  SILENCE: 'A stream that had traffic has none.',
  LEDGER_MISMATCH: 'What was read is not all accounted for.',
  PRICE_SPIKE: 'The price rose far more than it usually does.',
  PRICE_DROP: 'The price fell far more than it usually does.',
};

/** @type {(kind: string) => string} empty when there is nothing to say */
export const explanationOf = (kind) => EXPLANATIONS[kind] ?? '';
