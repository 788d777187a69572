// The page's modules call FastOpt.Playground.Page; nothing runs by itself.
return 0;
