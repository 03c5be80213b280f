import type { Actor } from './access/actor.ts'
import type { AlbumsService } from './albums/album.types.ts'
import type { DerivativesAccess } from './derivatives/derivatives.types.ts'
import type { LibraryService } from './library/library.types.ts'
import type { PhotosService } from './photos/photo.types.ts'
import type { TagsService } from './tags/tag.types.ts'
import type { GroupsService, Me, UsersService } from './users/user.types.ts'

/** The gallery as one actor meets it: every call is checked against that actor's rights, which are looked up anew each time. */
export interface ActorGallery {
  readonly actor: Actor
  me(): Promise<Me>
  readonly albums: AlbumsService
  readonly photos: PhotosService
  readonly derivatives: DerivativesAccess
  readonly tags: TagsService
  readonly users: UsersService
  readonly groups: GroupsService
  /** Administrators only. */
  readonly library: LibraryService
}
