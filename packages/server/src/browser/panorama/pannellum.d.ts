/** What is used of it: it comes without types, and puts itself on the window. */
interface PannellumViewer {
  on(event: 'load' | 'error', listener: (message?: string) => void): void
  destroy(): void
  setUpdate(isMoving: boolean): void
}

interface Window {
  readonly pannellum: {
    viewer(container: HTMLElement, config: Readonly<Record<string, unknown>>): PannellumViewer
  }
}
