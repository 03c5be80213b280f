-- gallery.ts buildGallery
select `name`
from `schema_steps`;

