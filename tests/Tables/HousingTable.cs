using System.Globalization;
using System.Text;

namespace FastOpt.Tables;

/// <summary>A table with the columns of California housing, made here: values follow from the other columns, and some bedrooms are missing.</summary>
internal static class HousingTable
{
    private static readonly string[] Places = ["<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "NEAR OCEAN"];

    /// <summary>The table as CSV.</summary>
    public static string Text(int districts)
    {
        var random = new Random(11);
        var text = new StringBuilder(
            "longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,median_house_value,ocean_proximity\n");
        for (int i = 0; i < districts; i++)
        {
            double longitude = -124 + (random.NextDouble() * 10), latitude = 32 + (random.NextDouble() * 10), age = random.Next(1, 52);
            int rooms = random.Next(50, 8_000), households = (rooms / 5) + 1, population = households * 3, place = random.Next(Places.Length);
            double income = 1 + (random.NextDouble() * 10);
            double value = 20_000 + (income * 30_000) + (place * 15_000) + (age * 500);
            string bedrooms = i % 50 == 7 ? "" : (rooms / 4).ToString(CultureInfo.InvariantCulture);
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{longitude:F2},{latitude:F2},{age},{rooms},{bedrooms},{population},{households},{income:F4},{value:F0},{Places[place]}\n"));
        }

        return text.ToString();
    }
}
