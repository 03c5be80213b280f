-- gallery.ts buildGallery
select `name`
from `schema_steps`;

-- gallery.ts buildGallery
show columns
from `schema_steps`;

