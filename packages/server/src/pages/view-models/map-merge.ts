import type { MapCluster } from '@vitrine/core'
import { type MapFrame, placeIn, shape } from './map-frame.ts'

/** Dots whose middles are nearer than that, in shares of the width of the drawing, would cover one another. */
const nearest = 0.04

/** Clusters of neighbouring squares can stand side by side at the edge between them: those become one dot. */
export const mergeNear = (clusters: readonly MapCluster[], frame: MapFrame): MapCluster[] => {
  const kept: MapCluster[] = []
  // Most photos first: small ones go to large ones.
  for (const cluster of clusters) {
    const at = placeIn(frame, cluster)
    const index = kept.findIndex((other) => {
      const there = placeIn(frame, other)
      const isNear = Math.hypot(at.x - there.x, (at.y - there.y) * shape) < nearest
      // A box of both would reach around the world.
      return isNear && Math.abs(cluster.longitude - other.longitude) < 180
    })
    const other = kept[index]
    if (other) kept[index] = together(other, cluster)
    else kept.push(cluster)
  }
  return kept
}

const together = (one: MapCluster, other: MapCluster): MapCluster => {
  const photos = one.photos + other.photos
  const middle = (name: 'latitude' | 'longitude'): number =>
    (one[name] * one.photos + other[name] * other.photos) / photos
  return {
    latitude: middle('latitude'),
    longitude: middle('longitude'),
    photos,
    photoId: one.photoId,
    box: {
      south: Math.min(one.box.south, other.box.south),
      west: Math.min(one.box.west, other.box.west),
      north: Math.max(one.box.north, other.box.north),
      east: Math.max(one.box.east, other.box.east),
    },
  }
}
