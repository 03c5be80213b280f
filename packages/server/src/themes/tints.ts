/**
 * Colours to show while pictures load, as class names: like ratios, because a strict Content-Security-Policy leaves no `style` attribute
 * to put them in. Each channel has five steps, near enough for something that is seen for a moment.
 */
const steps = [26, 77, 128, 179, 230] as const

/**
 * Class of the colour nearest to the mean colour of a picture; empty where it is not known, and for pictures that one can see through:
 * the colour would shine through for good.
 *
 * @param placeholder - A ThumbHash, base64. Its first three bytes hold the mean as luminance and two differences, six bits each, and
 * whether there is transparency.
 */
export const tintClass = (placeholder: string | null): string => {
  if (placeholder === null) return ''
  const bytes = Buffer.from(placeholder.slice(0, 4), 'base64')
  if (bytes.length < 3) return ''
  const header = bytes.readUIntLE(0, 3)
  if (header >> 23 !== 0) return ''
  const luminance = (header & 63) / 63
  const yellowBlue = ((header >> 6) & 63) / 31.5 - 1
  const redGreen = ((header >> 12) & 63) / 31.5 - 1
  const blue = luminance - (2 / 3) * yellowBlue
  const red = (3 * luminance - blue + redGreen) / 2
  return `t${[red, red - redGreen, blue].map(stepOf).join('')}`
}

const stepOf = (share: number): number => Math.min(steps.length - 1, Math.max(0, Math.floor(share * steps.length)))

/** The rules behind {@link tintClass}. */
export const tintStyles = (): string =>
  steps
    .flatMap((red, r) =>
      steps.flatMap((green, g) =>
        steps.map((blue, b) => `.t${r}${g}${b}{--tint:#${[red, green, blue].map(toHex).join('')}}\n`),
      ),
    )
    .join('')

const toHex = (value: number): string => value.toString(16).padStart(2, '0')
