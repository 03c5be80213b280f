import type { Sharp as Pipeline } from 'sharp'

/** Exif 2.32, tag 0x0112: how the stored rows and columns lie in the picture as shown. sharp mirrors before it turns. */
export const turn = (pipeline: Pipeline, orientation: number): Pipeline => {
  switch (orientation) {
    case 2:
      return pipeline.flop()
    case 3:
      return pipeline.rotate(180)
    case 4:
      return pipeline.flip()
    case 5:
      return pipeline.flop().rotate(270)
    case 6:
      return pipeline.rotate(90)
    case 7:
      return pipeline.flop().rotate(90)
    case 8:
      return pipeline.rotate(270)
    default:
      return pipeline
  }
}
