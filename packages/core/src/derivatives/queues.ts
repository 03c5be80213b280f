/** Removes what the settings would make otherwise by now. */
export const tidyQueue = 'derivatives.tidy'
/** Renders ahead what is missing. */
export const warmQueue = 'derivatives.warm'
/** Prepares photos that came in: a tiny preview, and the sizes that are rendered ahead. */
export const prepareQueue = 'derivatives.prepare'
