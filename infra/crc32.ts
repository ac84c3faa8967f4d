// Stands in the bundles for buffer-crc32, which yazl and yauzl ask for: Node has the checksum itself.
import { crc32 } from 'node:zlib'

/** CRC-32 of some bytes, going on from that of those before. */
export const unsigned = (bytes: Uint8Array, before = 0): number => crc32(bytes, before)
