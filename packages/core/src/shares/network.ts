import { isIPv4, isIPv6 } from 'node:net'

/**
 * An address without the part that tells one person from the neighbours: the first 24 bits of IPv4, the first 48 of IPv6. `null` for
 * what is no address.
 *
 * @example networkOf('203.0.113.42') // '203.0.113.0'
 * @example networkOf('2001:db8:7:8::9') // '2001:db8:7::'
 */
export const networkOf = (address: string): string | null => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain.replace(/\.\d+$/, '.0')
  if (!isIPv6(plain)) return null
  // The parser of addresses in URLs writes each the same way.
  const [before = '', after] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::')
  const first = before === '' ? [] : before.split(':')
  const last = after === undefined || after === '' ? [] : after.split(':')
  const groups = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
  return `${groups.slice(0, 3).join(':')}::`
}
