/**
 * What several pieces of work in one transaction come to, once all of them have ended: where one fails, the others must not go on writing
 * after the transaction was rolled back.
 *
 * @throws what the first of them that failed threw
 */
export const allEnded = async <Results extends readonly unknown[]>(
  work: {
    readonly [Index in keyof Results]: Promise<Results[Index]>
  },
): Promise<Results> => {
  const outcomes = await Promise.allSettled(work)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  }) as unknown as Results
}
