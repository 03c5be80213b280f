import { connected, isConnectionFault } from './connection.ts'

/** Another page of this gallery as a document; scripts in it do not run. @throws where it is not answered by a page */
export const fetchPage = async (url: string, signal?: AbortSignal): Promise<Document> => {
  try {
    const response = await fetch(url, { headers: { accept: 'text/html' }, ...(signal ? { signal } : {}) })
    connected(true)
    if (!response.ok) throw new Error(`${response.status} for ${url}`)
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch (error) {
    if (isConnectionFault(error)) connected(false)
    throw error
  }
}
