using FastOpt.Training;

namespace FastOptCsv;

/// <summary>
/// A row of flats.csv. [Feature] marks what is known, [Label] what is predicted. The compiler writes how a row is read (ReadCsv) and how it becomes inputs and
/// targets (Bind).
/// </summary>
public sealed partial record Flat(
    [Feature("area")] float Area,
    [Feature("rooms")] int Rooms,
    [Feature("floor")] int? Floor,
    [Feature("year")] int Year,
    [Feature("district", Categories = 4, Unknown = Unknown.Zeros)] string District,
    [Feature("balcony")] bool Balcony,
    [Label("price")] float Price);
