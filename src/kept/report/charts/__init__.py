"""Pictures of standings as SVG: told everything, they return markup with all text escaped.

A chart has no words of its own: names, titles and the sentence that stands for the picture are
handed in, in the reader's language. Colours stand in `palette`, looks in `charts.css`; markup
carries classes and sizes only, so that it works where no style may stand inline.
"""
