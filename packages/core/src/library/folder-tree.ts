import type { LibraryFolderRow } from './library.table.ts'
import { fromStoredName } from './stored-name.ts'

/** A folder of the index while a synchronisation runs. */
export interface KnownFolder {
  readonly id: number
  parentId: number | null
  name: string
  albumId: number | null
  inode: string
  faultCode: string | null
  /** Met on disk in this run. */
  isSeen: boolean
}

/** The indexed folders of one root in memory: a synchronisation asks it for every folder it meets. */
export class FolderTree {
  readonly #byId = new Map<number, KnownFolder>()
  readonly #children = new Map<number, Map<string, KnownFolder>>()
  readonly #byInode = new Map<string, KnownFolder>()
  root: KnownFolder | null = null

  constructor(rows: readonly LibraryFolderRow[]) {
    for (const row of rows) {
      this.add({
        id: row.id,
        parentId: row.parent_id,
        name: fromStoredName(row.name),
        albumId: row.album_id,
        inode: row.inode,
        faultCode: row.fault_code,
        isSeen: false,
      })
    }
  }

  get all(): Iterable<KnownFolder> {
    return this.#byId.values()
  }

  add(folder: KnownFolder): void {
    this.#byId.set(folder.id, folder)
    this.#byInode.set(folder.inode, folder)
    if (folder.parentId === null) this.root = folder
    else this.#childrenOf(folder.parentId).set(folder.name, folder)
  }

  get(id: number): KnownFolder | undefined {
    return this.#byId.get(id)
  }

  parentOf(folder: KnownFolder): KnownFolder | undefined {
    return folder.parentId === null ? undefined : this.#byId.get(folder.parentId)
  }

  child(parentId: number, name: string): KnownFolder | undefined {
    return this.#children.get(parentId)?.get(name)
  }

  childrenOf(parentId: number): KnownFolder[] {
    return [...(this.#children.get(parentId)?.values() ?? [])]
  }

  byInode(inode: string): KnownFolder | undefined {
    return this.#byInode.get(inode)
  }

  setInode(folder: KnownFolder, inode: string): void {
    if (this.#byInode.get(folder.inode) === folder) this.#byInode.delete(folder.inode)
    folder.inode = inode
    this.#byInode.set(inode, folder)
  }

  move(folder: KnownFolder, parentId: number, name: string): void {
    this.#leaveParent(folder)
    folder.parentId = parentId
    folder.name = name
    this.#childrenOf(parentId).set(name, folder)
  }

  remove(folder: KnownFolder): void {
    this.#byId.delete(folder.id)
    if (this.#byInode.get(folder.inode) === folder) this.#byInode.delete(folder.inode)
    this.#leaveParent(folder)
  }

  /** Names from the root down; empty for the root's own folder. */
  pathOf(folder: KnownFolder): string[] {
    const names: string[] = []
    for (let at: KnownFolder | undefined = folder; at && at.parentId !== null; at = this.#byId.get(at.parentId))
      names.unshift(at.name)
    return names
  }

  /** The folder and all below, children after their parents. */
  subtree(folder: KnownFolder): KnownFolder[] {
    const found = [folder]
    for (let index = 0; index < found.length; index++) found.push(...this.childrenOf((found[index] as KnownFolder).id))
    return found
  }

  #leaveParent({ id, parentId, name }: KnownFolder): void {
    if (parentId === null) return
    const siblings = this.#childrenOf(parentId)
    if (siblings.get(name)?.id === id) siblings.delete(name)
  }

  #childrenOf(parentId: number): Map<string, KnownFolder> {
    let children = this.#children.get(parentId)
    if (!children) {
      children = new Map()
      this.#children.set(parentId, children)
    }
    return children
  }
}
