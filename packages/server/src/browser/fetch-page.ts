/** Another page of this gallery as a document; scripts in it do not run. @throws where it is not answered by a page */
export const fetchPage = async (url: string, signal?: AbortSignal): Promise<Document> => {
  const response = await fetch(url, { headers: { accept: 'text/html' }, ...(signal ? { signal } : {}) })
  if (!response.ok) throw new Error(`${response.status} for ${url}`)
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}
