"""The matching engine: who may support whom, how well they fit, and the best answer for a whole waiting list.

Pure Python and numpy: no Django, no clock, no database. Facts go in, explained answers come out.

    facts     what the engine knows of a person and a volunteer
    rules     which pairs are lawful, and the words for why not
    features  how well a lawful pair fits, 0 to 100 each, and the words for and against
    weights   what matters to a person: integers that sum to 100
    ranking   one person: candidates in order, and who was ruled out
    pairs     a whole waiting list: every lawful pair and its score
    solver    a whole waiting list: the provably best assignment
"""
