"""The readers' site: a folder of static pages over the releases at hand; it computes no figure."""
