import { type IngestStep, ingestSteps, type RunStep } from '../../src/ingest/steps.ts'

/** A moment before or after a step. */
export interface FaultPoint {
  readonly step: IngestStep
  readonly side: 'before' | 'after'
}

export const ways = ['upload', 'tus', 'sync'] as const
/** How a file comes in: in one stream, in pieces, or by lying in a library root. */
export type Way = (typeof ways)[number]

/** What lies where it is, is neither staged nor placed; what came in pieces has been staged as they came. */
const missing: Readonly<Record<Way, readonly IngestStep[]>> = { upload: [], tus: ['stage'], sync: ['stage', 'place'] }

export const pointsOf = (way: Way): FaultPoint[] =>
  ingestSteps
    .filter((step) => !missing[way].includes(step))
    .flatMap((step) => [{ step, side: 'before' } as const, { step, side: 'after' } as const])

/** Runs the steps and strikes at one point, once. */
export const createFaultySteps = () => {
  let armed: { point: FaultPoint; strike: () => Promise<void> } | null = null
  const pass = async (step: IngestStep, side: FaultPoint['side']): Promise<void> => {
    if (armed === null || armed.point.step !== step || armed.point.side !== side) return
    const { strike } = armed
    armed = null
    await strike()
  }
  const runStep: RunStep = async (step, work) => {
    await pass(step, 'before')
    const result = await work()
    await pass(step, 'after')
    return result
  }
  return {
    runStep,
    arm: (point: FaultPoint, strike: () => Promise<void>): void => {
      armed = { point, strike }
    },
    /** Forgets what was armed. @returns Whether the point was reached. */
    disarm: (): boolean => {
      const wasReached = armed === null
      armed = null
      return wasReached
    },
  }
}
