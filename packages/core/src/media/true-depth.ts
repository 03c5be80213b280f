import type { Metadata } from 'sharp'

/**
 * Whether sharp shows the numbers of a file as they are meant. TIFF holds them as integers of 32 bits and as fractions, too, and those
 * come out white, black or turned over; other programs read them. Fractions of red, green and blue (`scrgb`) and of L*a*b* are known.
 */
export const isTrueDepth = ({ format, depth, space }: Pick<Metadata, 'format' | 'depth' | 'space'>): boolean =>
  format !== 'tiff' || depth === 'uchar' || depth === 'ushort' || space === 'scrgb' || space.startsWith('lab')
