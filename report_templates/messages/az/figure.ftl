# A single figure of a source.

figure-growth = { $name }, dərc edilmiş artım
figure-share = { $name }, dərc edilmiş pay
figure-multiple = { $name }, dərc edilmiş nisbət
