import type { Sharp } from '../../packages/core/src/derivatives/load-sharp.ts'

interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** The luma of a picture, 8 bits. */
export const toPixels = async (sharp: Sharp, picture: Buffer): Promise<Pixels> => {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

const block = 8
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2]

/**
 * How alike two pictures are, 1 where they are the same: the mean of SSIM over blocks of 8 × 8 pixels. Wang et al., “Image quality
 * assessment: from error visibility to structural similarity”, IEEE Transactions on Image Processing 13 (2004), equation 13.
 *
 * @throws {RangeError} where their sizes differ.
 */
export const similarity = (one: Pixels, other: Pixels): number => {
  if (one.width !== other.width || one.height !== other.height)
    throw new RangeError(`${one.width} × ${one.height} is not ${other.width} × ${other.height}.`)
  let sum = 0
  let blocks = 0
  for (let top = 0; top + block <= one.height; top += block)
    for (let left = 0; left + block <= one.width; left += block) {
      let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0]
      for (let y = top; y < top + block; y++)
        for (let x = left; x < left + block; x++) {
          const [p, q] = [one.data[y * one.width + x] ?? 0, other.data[y * one.width + x] ?? 0]
          a += p
          b += q
          aa += p * p
          bb += q * q
          ab += p * q
        }
      const n = block * block
      const [meanA, meanB] = [a / n, b / n]
      const [varianceA, varianceB] = [aa / n - meanA ** 2, bb / n - meanB ** 2]
      const covariance = ab / n - meanA * meanB
      sum +=
        ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
        ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2))
      blocks += 1
    }
  return blocks === 0 ? 1 : sum / blocks
}
