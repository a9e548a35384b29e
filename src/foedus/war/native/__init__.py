"""The compiled kernel: the waves and coins of numpy to the last bit, eight times as fast on a large attack.

It needs numba (`pip install "foedus[fast]"`), and is used where it pays (`foedus.war.kernels`). Rooms, from below:

- `jit`: the door to numba; `vector`: 16 words, 1,024 draws, as one value;
- `flat`: a circuit as rows of numbers; `coins`: the streams of all states side by side;
- `room`, `waves`, `counts`: working space, the waves of one group of words, and what happened in it;
- `block`: group after group; `simulated`, `attacks`: one attack, and all attacks on a target.
"""
