"""Records the folds that scikit-learn's GroupKFold makes of groups of different sizes. Writes folds.json beside it."""
import json
import os

import numpy as np
import sklearn
from sklearn.model_selection import GroupKFold

sizes = [3, 17, 1, 9, 12, 5, 7, 2, 20, 4]
groups = np.random.RandomState(3).permutation(np.repeat(np.arange(len(sizes)), sizes))
cases = []
for folds in [2, 3, 5]:
    fold_of = np.zeros(len(groups), dtype=int)
    for fold, (_, validation) in enumerate(GroupKFold(folds).split(groups, groups=groups)):
        fold_of[validation] = fold
    cases.append({"folds": folds, "foldOf": [int(fold) for fold in fold_of]})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "folds.json"), "w", newline="\n") as file:
    json.dump({"origin": f"scikit-learn {sklearn.__version__}", "groups": [int(group) for group in groups], "cases": cases}, file, indent=1)
    file.write("\n")
