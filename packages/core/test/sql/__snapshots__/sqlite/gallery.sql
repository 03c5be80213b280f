-- gallery.ts createGallery
select "name"
from "schema_steps";

