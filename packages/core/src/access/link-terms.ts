/** What visitors of a link may say of what it shows. */
export const linkFeedback = ['favourite', 'rate', 'comment'] as const
export type LinkFeedback = (typeof linkFeedback)[number]

/** The same as a bit set, as a link keeps it. */
export type FeedbackBits = number

export const feedbackBit: Readonly<Record<LinkFeedback, FeedbackBits>> = Object.freeze({
  favourite: 1,
  rate: 2,
  comment: 4,
})

export const toFeedbackBits = (list: Iterable<LinkFeedback>): FeedbackBits => {
  let bits = 0
  for (const one of list) bits |= feedbackBit[one]
  return bits
}

export const fromFeedbackBits = (bits: FeedbackBits): LinkFeedback[] =>
  linkFeedback.filter((one) => (bits & feedbackBit[one]) !== 0)

/** What a link says beside capabilities: the same for all that it opens. */
export interface LinkTerms {
  /** Name of the largest size that it gives; `null`: all, and originals where it has `download`. */
  readonly maxSize: string | null
  /** Lies all over what it shows. */
  readonly watermarkText: string | null
  readonly feedback: FeedbackBits
}

/** Whether originals stay behind, whatever the link's capabilities are. */
export const withholdsOriginals = (terms: LinkTerms | null): boolean =>
  terms !== null && (terms.maxSize !== null || terms.watermarkText !== null)
