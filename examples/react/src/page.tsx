import { createRoot } from 'react-dom/client'
import { Albums } from './albums.tsx'

const place = document.getElementById('root')
if (place) createRoot(place).render(<Albums />)
