import type { Generated, Selectable } from 'kysely'
import type { VisitSection, VisitType, VisitWho } from './history.types.ts'

/** One look at one page or picture. Never changed; ids come in the order of times, but for seconds between processes. */
export interface VisitTable {
  id: Generated<number>
  at: string
  user_id: number | null
  link_id: number | null
  who: VisitWho
  section: VisitSection
  type: VisitType
  album_id: number | null
  tag_id: number | null
  photo_id: number | null
  /** What is kept of the address: nothing, a network, or a digest that begins with `#`. */
  address: string | null
}
export type VisitRow = Selectable<VisitTable>

/** How many there were in an hour, which stays when the lines go. */
export interface VisitDayTable {
  /** `2024-05-01`, UTC. */
  day: string
  /** 0 to 23. */
  hour: number
  type: VisitType
  who: VisitWho
  visits: number
}
export type VisitDayRow = Selectable<VisitDayTable>
