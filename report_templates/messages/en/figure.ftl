# A single figure of a source.

figure-growth = { $name }, growth as published
figure-share = { $name }, share as published
figure-multiple = { $name }, ratio as published
