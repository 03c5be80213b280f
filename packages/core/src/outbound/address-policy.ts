import ipaddr from 'ipaddr.js'

/** Which addresses the gallery may connect to where somebody else says where. */
export interface AddressPolicy {
  /** Of an address that is written out, such as `192.0.2.1` or `2001:db8::1`; `false` for what is none. */
  allows(address: string): boolean
}

/** Whether a text names addresses, such as `10.0.0.0/8` or `::1/128`. */
export const isAddressRange = (text: string): boolean => ipaddr.isValidCIDR(text)

/**
 * Public addresses, and the ranges that the owner allows. Everything else (loopback, private and link-local networks, metadata services,
 * shared and reserved ranges, multicast, tunnels to IPv4) is refused, however it is written.
 */
export const createAddressPolicy = (allowedRanges: readonly string[] = []): AddressPolicy => {
  const allowed = allowedRanges.map((range) => ipaddr.parseCIDR(range))
  return {
    allows: (text) => {
      if (!ipaddr.isValid(text)) return false
      // `::ffff:127.0.0.1` is what it leads to.
      const address = ipaddr.process(text)
      if (address.range() === 'unicast') return true
      return allowed.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
    },
  }
}
