import { isIPv6 } from 'node:net'

/** Groups of an IPv6 address that a network has: whoever has one address of a /64 has them all. */
const networkGroups = 4

/** What counts as one place where attempts are counted: an IPv4 address, or the /64 of an IPv6 address; anything else as it is. */
export const toNetwork = (address: string): string => {
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (mapped?.[1]) return mapped[1]
  const [before = '', after] = plain.toLowerCase().split('::')
  const left = before === '' ? [] : before.split(':')
  if (after !== undefined) {
    const right = after === '' ? [] : after.split(':')
    // A dotted end stands for two groups.
    const width = left.length + right.length + (right.at(-1)?.includes('.') ? 1 : 0)
    left.push(...Array.from({ length: Math.max(0, 8 - width) }, () => '0'), ...right)
  }
  return `${left
    .slice(0, networkGroups)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
