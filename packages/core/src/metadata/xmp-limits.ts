/** How much of a packet is read: larger ones, deeper ones and longer lists are bombs, or carry pictures. */
export const xmpLimits = { packetBytes: 1024 * 1024, depth: 32, properties: 2000, items: 2000, errors: 100 } as const
