/** The part of a sphere that a picture holds. */
export interface PartOfSphere {
  readonly widthDegrees: number
  readonly heightDegrees: number
  /** How far its middle is above the horizon. */
  readonly centreDegrees: number
}

/** What the viewer calls them. Nobody looks beyond the edges of a part, and its corners are out of sight at first. */
export const toPannellum = ({ widthDegrees, heightDegrees, centreDegrees }: PartOfSphere) => {
  const isAllAround = widthDegrees > 359.5
  const isWhole = isAllAround && heightDegrees > 179.5
  return {
    haov: widthDegrees,
    vaov: heightDegrees,
    vOffset: centreDegrees,
    pitch: centreDegrees,
    minHfov: 20,
    hfov: Math.min(90, widthDegrees * 0.7),
    maxHfov: Math.min(120, widthDegrees),
    ...(isWhole ? {} : { minPitch: centreDegrees - heightDegrees / 2, maxPitch: centreDegrees + heightDegrees / 2 }),
    ...(isAllAround ? {} : { minYaw: -widthDegrees / 2, maxYaw: widthDegrees / 2 }),
  }
}
