/** Primaries as X, Y, Z under D50, by ICC.1:2022, and the exponent of all three curves. */
const spaces = {
  'Adobe RGB': {
    red: [0.60974, 0.31111, 0.01947],
    green: [0.20528, 0.62567, 0.06087],
    blue: [0.14919, 0.06322, 0.74457],
    gamma: 2.19922,
  },
  ProPhoto: {
    red: [0.79767, 0.28804, 0],
    green: [0.13519, 0.71188, 0],
    blue: [0.03134, 0.00009, 0.82491],
    gamma: 1.8,
  },
} as const

const s15Fixed16 = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65_536), at * 4)
  return bytes
}
const typed = (type: string, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(type, 'latin1'), Buffer.alloc(4), ...parts])

/** An ICC profile of version 2 that knows three primaries and one curve, as cameras and editors write for these spaces. */
export const matrixProfile = (name: keyof typeof spaces): Buffer => {
  const { red, green, blue, gamma } = spaces[name]
  const text = Buffer.from(`${name}\0`, 'latin1')
  const textLength = Buffer.alloc(4)
  textLength.writeUInt32BE(text.length)
  const curve = Buffer.alloc(6)
  curve.writeUInt32BE(1)
  curve.writeUInt16BE(Math.round(gamma * 256), 4)
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', typed('desc', textLength, text, Buffer.alloc(78))],
    ['cprt', typed('text', Buffer.from('No copyright\0', 'latin1'))],
    ['wtpt', typed('XYZ ', s15Fixed16([0.9642, 1, 0.82491]))],
    ['rXYZ', typed('XYZ ', s15Fixed16(red))],
    ['gXYZ', typed('XYZ ', s15Fixed16(green))],
    ['bXYZ', typed('XYZ ', s15Fixed16(blue))],
    ...(['rTRC', 'gTRC', 'bTRC'] as const).map((tag) => [tag, typed('curv', curve)] as const),
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length)
  const bodies: Buffer[] = []
  let offset = 128 + table.length
  for (const [index, [tag, body]] of tags.entries()) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    table.write(tag, 4 + index * 12, 'latin1')
    table.writeUInt32BE(offset, 8 + index * 12)
    table.writeUInt32BE(body.length, 12 + index * 12)
    bodies.push(padded)
    offset += padded.length
  }
  const header = Buffer.alloc(128)
  header.writeUInt32BE(offset)
  header.writeUInt32BE(0x02400000, 8)
  header.write('mntrRGB XYZ ', 12, 'latin1')
  header.write('acsp', 36, 'latin1')
  s15Fixed16([0.9642, 1, 0.82491]).copy(header, 68)
  return Buffer.concat([header, table, ...bodies])
}
